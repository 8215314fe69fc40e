import { InputError } from './errors.ts';

/**
 * A path of a City's file, relative to city.json, without `./` and doubled slashes.
 * @throws InputError where it leaves the City's own folder: absolute, with a scheme, a drive, or through `..`.
 */
export function insidePath(path: string, where: string): string {
  const parts: string[] = [];
  const outside = (): never => {
    throw new InputError(
      'city.path-outside',
      `${where}: expected a path inside the city's own folder, found "${path}".`,
      `${where}: cần đường dẫn nằm trong thư mục của thành phố, gặp "${path}".`,
    );
  };
  if (path === '' || /^[/\\]|\\|^[a-z][a-z0-9+.-]*:|\0/i.test(path)) outside();
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) outside();
  }
  return parts.join('/') || outside();
}
