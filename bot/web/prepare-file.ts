/** What a page may send at once, in bytes: the server's own limit. */
export const largestFileBytes = 20 * 1024 * 1024;
const longestSide = 2000;
const smallEnoughBytes = 400_000;
const quality = 0.82;

function loadImage(file: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    const url = URL.createObjectURL(file);
    image.onload = () => {
      URL.revokeObjectURL(url);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(url);
      reject(new Error('no image'));
    };
    image.src = url;
  });
}

/**
 * Draws a photo anew, at most 2000 pixels long: a paper stays readable, the upload costs a tenth, and the place and time that the camera wrote
 * into the file stay on the phone. Other files and small pictures without such notes stay as they are.
 */
export async function preparePhoto(file: File): Promise<Blob> {
  const isCamera = /^image\/(?:jpeg|heic|heif)$/.test(file.type);
  if (!isCamera && !(file.type.startsWith('image/') && file.type !== 'image/gif' && file.size > smallEnoughBytes)) return file;
  try {
    const image = await loadImage(file);
    const scale = Math.min(1, longestSide / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    return drawn ?? file;
  } catch {
    return file;
  }
}
