import './tokens/tokens.css';
import './tokens/fonts.css';
import { boot } from './app/boot.ts';

boot(document.body);
