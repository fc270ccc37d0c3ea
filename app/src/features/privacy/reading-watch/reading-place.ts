/** Where unusual reading is shown. */
export const readingPath = '/admin/pembacaan';
