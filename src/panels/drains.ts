/** Registers the elements that look into the drains; loaded with the first city that has some. */
import './findings.ts';
import './pick.ts';
import './profile.ts';
import './trace.ts';
