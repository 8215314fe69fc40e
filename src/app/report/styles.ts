/** A text in CSS, which stands in a style element. */
const quoted = (text: string): string =>
  `"${text.replace(/[\\"<\n]/g, (letter) => `\\${letter.charCodeAt(0).toString(16)} `)}"`;

/** The report's own look: paper, black ink, one jade; A4, each page with its number and what it is of. */
export const reportStyles = (heading: string): string => `
@page { size: A4; margin: 16mm 15mm 18mm; @bottom-left { content: ${quoted(heading)}; font: 8pt/1 "Be Vietnam Pro", "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; color: #596265; } @bottom-right { content: counter(page) " / " counter(pages); font: 8pt/1 "Be Vietnam Pro", "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; color: #596265; } }
* { box-sizing: border-box; }
body { font: 400 10.5pt/1.45 "Be Vietnam Pro", "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; color: #15191b; background: #fff; margin: 0 auto; max-width: 190mm; padding: 8mm; font-variant-numeric: tabular-nums; }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 2mm; letter-spacing: -.01em; }
h2 { font-size: 12.5pt; margin: 8mm 0 2mm; padding-bottom: 1mm; border-bottom: 1.5px solid #15191b; break-after: avoid; }
p { margin: 0 0 2mm; }
.lead { color: #454d50; }
.stamp { display: inline-block; border: 2px solid #15191b; padding: 1mm 3mm; font: 700 9pt/1.3 inherit; letter-spacing: .06em; margin: 0 0 4mm; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 3mm; margin: 4mm 0; }
.figures div { border-top: 2px solid #0a7458; padding-top: 1.5mm; font-size: 9pt; color: #454d50; }
.figures b { display: block; font-size: 15pt; color: #15191b; line-height: 1.25; }
.figures b small { font-size: 9pt; font-weight: 500; }
figure { margin: 3mm 0; break-inside: avoid; }
figure img, figure svg { width: 100%; display: block; border: 1px solid #d8d4c8; }
figcaption { font-size: 8.5pt; color: #596265; padding-top: 1mm; }
.legend { display: flex; gap: 0; margin: 2mm 0 0; font-size: 8pt; }
.legend span { flex: 1; text-align: center; }
.legend i { display: block; height: 4mm; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt; margin: 2mm 0; }
th { text-align: right; font-weight: 500; color: #596265; padding: 1mm 0 1mm 3mm; border-bottom: 1px solid #15191b; }
td { text-align: right; padding: 1mm 0 1mm 3mm; border-bottom: 1px solid #e3dfd4; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
tr.sum td { font-weight: 700; border-bottom: 2px solid #15191b; }
tr { break-inside: avoid; }
.small { font-size: 8.5pt; color: #454d50; }
ul { margin: 0 0 2mm; padding-left: 5mm; }
code { font: 8.5pt/1.4 ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
@media print { body { padding: 0; max-width: none; } }
`;
