/** The app's id in its manifest. */
export const APP_ID = 'com.guichet.chorus-pro';

/** The blue of the icon. */
export const BRAND_COLOR = '#1f4370';

/** The icon in one colour, as Stripe asks for the head of a view. */
export const BRAND_ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="#000" stroke-width="1.4" stroke-linejoin="round"><path d="M2.5 11V7.500a5.500 5.500 0 0 1 11 0V11"/><path d="M1 12.500h14" stroke-width="2"/><path d="M5.500 11V6.500h3.500l1.500 1.500v3"/></svg>',
)}`;
