//! GIFs without what programs write into them: comments, and who made them with what. How often one moves stays, and its colors.

/// What browsers obey of what programs add: how often a picture moves, in two names, and its colors.
const OBEYED: [&[u8; 11]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// The same up to its end, without comments and what only programs read; `None` where it breaks off.
pub(super) fn bare_gif(gif: &[u8]) -> Option<Vec<u8>> {
    let mut at = HEAD + colors(*gif.get(HEAD - 3)?);
    let mut bare = gif.get(..at)?.to_vec();
    loop {
        let start = at;
        let is_shown = match *gif.get(at)? {
            END => {
                bare.push(END);
                return Some(bare);
            }
            FRAME => {
                at += 10;
                // How the dots are packed stands before them.
                at = behind_blocks(gif, at + colors(*gif.get(at - 1)?) + 1)?;
                true
            }
            EXTENSION => {
                let is_obeyed = match *gif.get(at + 1)? {
                    CONTROL | TEXT => true,
                    PROGRAM => {
                        OBEYED.iter().any(|name| gif[at + 2..].starts_with(&[&[11], &name[..]].concat()))
                    }
                    _ => false,
                };
                at = behind_blocks(gif, at + 2)?;
                is_obeyed
            }
            _ => return None,
        };
        if is_shown {
            bare.extend_from_slice(&gif[start..at]);
        }
    }
}

/// How long the head is, in bytes, without its colors.
const HEAD: usize = 13;

const END: u8 = 0x3b;
const FRAME: u8 = 0x2c;
const EXTENSION: u8 = 0x21;

/// How long a frame is shown, a text that is drawn, and what a program adds; all others are comments.
const CONTROL: u8 = 0xf9;
const TEXT: u8 = 0x01;
const PROGRAM: u8 = 0xff;

/// How long the table of colors is that a byte announces, in bytes.
fn colors(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 6 << (packed & 7) }
}

/// Behind blocks that begin at a place: each says how long it is, the last one nothing.
fn behind_blocks(gif: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*gif.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LOOP: &[u8] = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    const WAIT: &[u8] = b"\x21\xf9\x04\0\x0a\0\0\0";

    /// A GIF of 4 by 3 dots in two colors, with these parts before its one frame.
    fn gif(parts: &[&[u8]]) -> Vec<u8> {
        let head = b"GIF89a\x04\0\x03\0\x80\0\0\0\0\0\xff\xff\xff";
        let frame = b"\x2c\0\0\0\0\x04\0\x03\0\0\x02\x02\x84\x51\0";
        [&head[..], &parts.concat(), frame, b"\x3b"].concat()
    }

    #[test]
    fn a_gif_keeps_what_shows_it() {
        let xmp =
            [b"\x21\xff\x0bXMP DataXMP<x:xmpmeta>iemand", &(0..=255).rev().collect::<Vec<u8>>()[..], b"\0"];
        let told = gif(&[b"\x21\xfe\x05Sanne\0", LOOP, &xmp.concat(), WAIT]);
        let shown = gif(&[LOOP, WAIT]);
        assert_eq!(bare_gif(&[&told[..], b"behind"].concat()), Some(shown.clone()));
        assert_eq!(bare_gif(&shown).as_ref(), Some(&shown));
        assert_eq!(bare_gif(&shown[..shown.len() - 3]), None);
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_looked_at(rest in proptest::collection::vec(prop_oneof![Just(0x21u8), Just(0x2c), Just(0xff), Just(0), any::<u8>()], 0..200)) {
            for bytes in [gif(&[&rest]), rest] {
                if let Some(bare) = bare_gif(&bytes) {
                    prop_assert_eq!(bare_gif(&bare), Some(bare.clone()));
                }
            }
        }
    }
}
