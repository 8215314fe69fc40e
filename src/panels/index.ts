/** Registers every element of the first page. */
import './bar.ts';
import './city.ts';
import './drain-acts.ts';
import './engine.ts';
import './find.ts';
import './furniture.ts';
import './layers.ts';
import './legend.ts';
import './messages.ts';
import './mini-score.ts';
import './point.ts';
import './result.ts';
import './run.ts';
import './scenarios.ts';
import './score.ts';
import './sheet.ts';
import './tide.ts';
