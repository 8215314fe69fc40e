import type { Source } from './types.ts';

export const SERVICE_SOURCE: Source = {
  source:
    'Pump stations and water works as named by the city; coordinates to 1e-3 degrees; shelters are assumed to be schools',
  certainty: 'assumed',
};

export const SERVICES: readonly {
  kind: 'pumpStation' | 'waterPlant' | 'fireStation';
  name: string;
  lon: number;
  lat: number;
}[] = [
  { kind: 'pumpStation', name: 'Trạm bơm Thuận Phước 1', lon: 108.219, lat: 16.086 },
  { kind: 'pumpStation', name: 'Trạm bơm Thuận Phước 2', lon: 108.2185, lat: 16.0866 },
  { kind: 'pumpStation', name: 'Trạm bơm Yên Khê', lon: 108.182, lat: 16.073 },
  { kind: 'waterPlant', name: 'Nhà máy nước Sân Bay', lon: 108.2072, lat: 16.0355 },
  {
    kind: 'fireStation',
    name: 'Cảnh sát Phòng cháy chữa cháy thành phố, 183 Phan Đăng Lưu',
    lon: 108.2205,
    lat: 16.037,
  },
];
