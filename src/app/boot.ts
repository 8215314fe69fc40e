import { firstState } from './state.ts';
import { Store } from './store.ts';
import './shell.ts';
import type { TwinApp } from './shell.ts';

export function boot(body: HTMLElement): void {
  const store = new Store(firstState());
  const app = document.createElement('twin-app') as TwinApp;
  app.store = store;
  app.handle = (intent) => console.log(intent);
  body.querySelector('#wait')?.remove();
  body.append(app);
}
