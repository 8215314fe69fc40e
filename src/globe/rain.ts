/** Rain at which the streaks are as thick as they get, mm/h. */
const HEAVIEST_MM_H = 120;
const MOST = 260;

/** Streaks of falling rain over the scene, on a canvas of their own; still where motion is reduced. */
export class Rain {
  readonly canvas = document.createElement('canvas');
  private readonly context = this.canvas.getContext('2d');
  private rainMmH = 0;
  private reduced = false;
  private frame = 0;
  private width = 1;
  private height = 1;

  constructor() {
    Object.assign(this.canvas.style, {
      position: 'absolute',
      inset: '0',
      width: '100%',
      height: '100%',
      pointerEvents: 'none',
    });
  }

  resize(width: number, height: number): void {
    this.width = width;
    this.height = height;
    this.canvas.width = width;
    this.canvas.height = height;
    this.draw(0);
  }

  set(rainMmH: number): void {
    this.rainMmH = Math.max(0, rainMmH);
    this.run();
  }

  setReducedMotion(reduced: boolean): void {
    this.reduced = reduced;
    this.run();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  private run(): void {
    const moving = this.rainMmH > 0 && !this.reduced;
    if (moving && this.frame === 0) {
      const step = (now: number) => {
        this.draw(now / 1000);
        this.frame = this.rainMmH > 0 && !this.reduced ? requestAnimationFrame(step) : 0;
      };
      this.frame = requestAnimationFrame(step);
    } else if (!moving) {
      this.destroy();
      this.draw(0);
    }
  }

  /** Each streak is a function of the time, so nothing is kept from frame to frame. */
  private draw(timeS: number): void {
    const pen = this.context;
    if (!pen) return;
    pen.clearRect(0, 0, this.width, this.height);
    if (this.rainMmH <= 0) return;
    const strength = Math.min(1, this.rainMmH / HEAVIEST_MM_H);
    const count = Math.round((30 + (MOST - 30) * strength) * Math.min(1, (this.width * this.height) / 900000));
    pen.strokeStyle = `rgba(214, 228, 236, ${0.14 + 0.16 * strength})`;
    pen.lineWidth = 1;
    pen.beginPath();
    for (let i = 0; i < count; i++) {
      const a = Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;
      const b = Math.abs(Math.sin(i * 78.233) * 24634.6345) % 1;
      const long = 14 + 22 * b;
      const fall = (b + timeS * (1.3 + a * 0.7)) % 1;
      const y = fall * (this.height + 80) - 60;
      const x = a * (this.width + 120) - 60 - y * 0.1;
      pen.moveTo(x, y);
      pen.lineTo(x - long * 0.1, y + long);
    }
    pen.stroke();
  }
}
