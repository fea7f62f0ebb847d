import {themes as prismThemes} from 'prism-react-renderer';
import type {Config} from '@docusaurus/types';

const config: Config = {
  title: 'Valves',
  tagline: 'Open, close, leak',
  favicon: 'img/favicon.ico',
  url: 'https://valves.example.com',
  baseUrl: '/',
  i18n: {
    defaultLocale: 'en',
    locales: ['en'],
  },
  presets: [
    [
      'classic',
      {
        docs: {
          sidebarPath: './sidebars.ts',
        },
        blog: {
          showReadingTime: true,
        },
      },
    ],
  ],
  themeConfig: {
    navbar: {
      title: 'My Site',
    },
  },
};

export default config;
