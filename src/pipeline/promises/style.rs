//! What a style makes a browser fetch, read with another's parser as browsers do: with its escapes, comments and strings.

use cssparser::{Delimiter, ParseError, Parser, Token};

/// Every address in a style that a browser could fetch, with its line, from 0 on. Text is none: what stands in `content`
/// or in the brackets of a selector. `false` where it goes too
/// deep to be read to its end.
pub(super) fn addresses(css: &str, mut each: impl FnMut(&str, u32)) -> bool {
    read(&mut Parser::new(css), Surroundings::Text, &mut each)
}

/// What the strings at some place of a style are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surroundings {
    /// Text.
    Text,
    /// What a function or a property of one's own gets, which may be an address.
    Address,
}

fn read(parser: &mut Parser<'_>, around: Surroundings, each: &mut impl FnMut(&str, u32)) -> bool {
    let mut strings = around;
    // Whether the last token is the name of a property of one's own.
    let mut is_own_name = false;
    let mut is_sound = true;
    loop {
        let line = parser.current_source_location().line;
        let Ok(token) = parser.next().cloned() else { return is_sound };
        let inner = match &token {
            Token::UnquotedUrl(address) => {
                each(address, line);
                None
            }
            Token::QuotedString(address) if strings == Surroundings::Address => {
                each(address, line);
                None
            }
            // What browsers do with it isn't told by what it looks like.
            Token::BadUrl(address) => {
                each(address, line);
                None
            }
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => {
                strings = Surroundings::Address;
                None
            }
            // Names, no files.
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("namespace") => {
                let skipped: Result<(), ParseError<()>> =
                    parser.parse_until_after(Delimiter::Semicolon, |rest| {
                        while rest.next().is_ok() {}
                        Ok(())
                    });
                if skipped.is_err() {
                    return is_sound;
                }
                None
            }
            Token::Colon if is_own_name => {
                strings = Surroundings::Address;
                None
            }
            Token::Semicolon => {
                strings = around;
                None
            }
            Token::Function(_) => Some(Surroundings::Address),
            Token::ParenthesisBlock => Some(strings),
            Token::SquareBracketBlock => Some(Surroundings::Text),
            Token::CurlyBracketBlock => Some(strings),
            _ => None,
        };
        is_own_name = matches!(&token, Token::Ident(name) if name.starts_with("--"));
        let Some(inner) = inner else { continue };
        let nested: Result<bool, ParseError<()>> =
            parser.parse_nested_block(|block| Ok(read(block, inner, each)));
        // The parser refuses what would take it too deep.
        is_sound &= nested.unwrap_or(false);
        if token == Token::CurlyBracketBlock && strings == Surroundings::Address {
            // A block ends what stands before it, but for the value of a property of one's own.
            strings = around;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(css: &str) -> Vec<String> {
        let mut found = Vec::new();
        assert!(addresses(css, |address, line| found.push(format!("{line} {address}"))));
        found
    }

    #[test]
    fn every_address_of_a_style_is_found_and_no_text() {
        let fetched = [
            ("a{background:url(https://x.example/a.png)}", "0 https://x.example/a.png"),
            ("a{\n background:url( 'https://x.example/a.png' )}", "1 https://x.example/a.png"),
            ("a{background:\\75rl(https://x.example)}", "0 https://x.example"),
            ("a{background:u\\72 l(\"https://x.example\")}", "0 https://x.example"),
            ("a{background:url(\\68ttps://x.example)}", "0 https://x.example"),
            ("a{background:image-set(\"https://x.example\" 1x)}", "0 https://x.example"),
            ("a{background:-webkit-image-set('https://x.example' 1x)}", "0 https://x.example"),
            ("a{background:src(\"https://x.example\")}", "0 https://x.example"),
            ("@import 'https://x.example/a.css';", "0 https://x.example/a.css"),
            ("@\\69mport \"https://x.example/a.css\" screen;", "0 https://x.example/a.css"),
            ("@import/**/url(https://x.example/a.css);", "0 https://x.example/a.css"),
            ("@media print{@font-face{src:url(https://x.example/a)}}", "0 https://x.example/a"),
            ("a{--b:\"https://x.example\";background:image-set(var(--b))}", "0 https://x.example"),
            ("a{--b:{\"https://x.example\"}}", "0 https://x.example"),
            ("/*", ""),
            ("/* url(a) */ a{content:'url(https://x.example)'}", ""),
            ("a[href^=\"https://x.example\"]{}", ""),
            ("a:not([href^='https://x.example']){}", ""),
            ("a::after{content:\"https://x.example\"}", ""),
            ("@namespace url(http://www.w3.org/1999/xhtml);a{}", ""),
            ("@import 'a.css'; a{content:'b'}", "0 a.css"),
        ];
        for (css, address) in fetched {
            assert_eq!(found(css).join(" "), address, "{css}");
        }
    }

    #[test]
    fn a_style_that_goes_too_deep_isnt_read_to_its_end() {
        assert!(!addresses(&"(".repeat(100_000), |_, _| {}));
        assert!(!addresses(&"a{".repeat(1_000), |_, _| {}));
    }
}
