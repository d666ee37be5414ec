export { makeFolder } from '#lib/store/make-folder';
