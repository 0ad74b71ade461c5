//! Text files inside compressed archives of the shared data.

use std::io::Read as _;

use flate2::read::GzDecoder;

/// Bytes of a header, and what file contents are filled up to.
const BLOCK: usize = 512;

/// Name and text of every plain file in a `.tar.gz`.
pub(crate) fn files(archive: &[u8]) -> Vec<(String, String)> {
    let mut bytes = Vec::new();
    GzDecoder::new(archive).read_to_end(&mut bytes).expect("a gzip file");
    let mut files = Vec::new();
    let mut at = 0;
    while let Some(header) = bytes.get(at..at + BLOCK).filter(|header| header[0] != 0) {
        let text = |from: usize, to: usize| {
            let field = header[from..to].split(|&byte| byte == 0).next().unwrap_or_default();
            String::from_utf8_lossy(field).trim().to_owned()
        };
        let size = usize::from_str_radix(&text(124, 136), 8).expect("a size in octal");
        let contents = &bytes[at + BLOCK..at + BLOCK + size];
        // Plain files are of kind 0; names of more than 100 bytes do not occur here.
        if header[156] == b'0' {
            files.push((text(0, 100), String::from_utf8_lossy(contents).into_owned()));
        }
        at += BLOCK + size.div_ceil(BLOCK) * BLOCK;
    }
    files
}
