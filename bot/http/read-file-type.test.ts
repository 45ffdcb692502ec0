import { describe, expect, it } from 'vitest';
import { readFileType } from './read-file-type.ts';

const bytes = (latin: string): Uint8Array => Buffer.from(latin, 'latin1');

describe('the type of a file', () => {
  it('is read from its bytes, not from what the sender says', () => {
    expect(readFileType(bytes('\xff\xd8\xff\xe0jpeg'), 'application/x-evil', 'a.exe')).toEqual({ kind: 'image', mimeType: 'image/jpeg' });
    expect(readFileType(bytes('MZ program'), 'image/png', 'a.png')).toBeNull();
    expect(readFileType(bytes('<svg onload=alert(1)>'), 'image/svg+xml', 'a.svg')).toBeNull();
    expect(readFileType(bytes('<script>'), 'text/html', 'a.html')).toBeNull();
  });

  it('lets the sender say only whether a container holds speech or film', () => {
    expect(readFileType(bytes('\x1aE\xdf\xa3'), 'audio/webm;codecs=opus', '')).toEqual({ kind: 'voice', mimeType: 'audio/webm' });
    expect(readFileType(bytes('\x1aE\xdf\xa3'), 'text/html', '')).toEqual({ kind: 'video', mimeType: 'video/webm' });
    expect(readFileType(bytes('\0\0\0\x18ftypiso5'), 'audio/mp4', '')).toEqual({ kind: 'voice', mimeType: 'audio/mp4' });
  });

  it('takes an archive only as the paper that its name says', () => {
    expect(readFileType(bytes('PK\x03\x04'), '', '合同.docx')?.kind).toBe('file');
    expect(readFileType(bytes('PK\x03\x04'), '', '合同.zip')).toBeNull();
    expect(readFileType(bytes('\x001'), 'text/plain', 'a.txt')).toBeNull();
    expect(readFileType(Buffer.from('欠条'), 'text/plain', '欠条.txt')).toEqual({ kind: 'file', mimeType: 'text/plain' });
    expect(readFileType(new Uint8Array(), 'text/plain', 'a.txt')).toBeNull();
  });
});
