//! A file → what it breaks, by the kind of file that a browser takes it for.

use super::breach::Breach;
use super::{drawing, markup, page};
use crate::asset::decoded;

/// What a browser takes a file for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileForm {
    Page,
    Drawing,
    /// Data, or a page or a drawing.
    Xml,
    Style,
    Script,
}

impl FileForm {
    /// That of a file at a path; `None` where browsers neither show nor run it.
    pub(super) fn of(path: &str) -> Option<Self> {
        let (_, ending) = path.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            // A server that puts files into others gives the last two as pages.
            "html" | "htm" | "shtml" | "shtm" => Some(Self::Page),
            "xml" => Some(Self::Xml),
            "svg" | "xhtml" | "xht" => Some(Self::Drawing),
            "css" => Some(Self::Style),
            "js" | "mjs" => Some(Self::Script),
            _ => None,
        }
    }
}

/// What a file at a path breaks, each once for each line. Files that browsers neither show nor run break nothing.
pub(super) fn breaches(path: &str, bytes: &[u8], base: &str) -> Vec<Breach> {
    let Some(form) = FileForm::of(path) else { return Vec::new() };
    let text = decoded(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut found = Vec::new();
    let start = markup::Place { base, line: 1 };
    match form {
        FileForm::Page => page::breaches(text, base, &mut found),
        FileForm::Xml if !drawing::is_shown(text) => {}
        FileForm::Drawing | FileForm::Xml => drawing::breaches(text, base, &mut found),
        FileForm::Style => markup::styled(text, start, &mut found),
        FileForm::Script => markup::scripted(text, start, &mut found),
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::promises::breach::BreachKind;

    fn found(path: &str, text: &str) -> Vec<(BreachKind, String)> {
        let found = breaches(path, text.as_bytes(), "https://stad.example/gids/");
        found.into_iter().map(|breach| (breach.kind, breach.what)).collect()
    }

    #[test]
    fn whatever_makes_a_browser_ask_others_is_found() {
        for html in [
            "<script src=https://x.example/a.js></script>",
            "<IMG alt='' SRC=//x.example/a.png>",
            "<img src=\"&#47;/x.example\">",
            "<img src=\"https:x.example\">",
            "<img src=\"\\\\x.example\">",
            "<img src=' \u{1}ht\ntps://x.example/a.png'>",
            "<img\nalt='a > b' src=&#104;ttps://x.example/c.png>",
            "<img srcset=\"a.png 1x, http://x.example/b.png 2x\">",
            "<img srcset=\"a.png 1x,http://x.example/b.png 2x\">",
            "<link rel=\"alternate stylesheet\" href=\"https://x.example/a.css\">",
            "<link rel=preload imagesrcset='https://x.example/a.png 1x'>",
            "<link rel=dns-prefetch href=//x.example>",
            "<a href=b ping=https://x.example>a</a>",
            "<a href=b ping='c https://x.example'>a</a>",
            "<svg><image href=https://x.example/a.png /></svg>",
            "<svg><image xlink:href=https://x.example/a.png /></svg>",
            "<svg><use href='https://x.example/a.svg#b'/></svg>",
            "<svg><rect fill='url(https://x.example/a.svg#b)'/></svg>",
            "<input type=image src=https://x.example/a.png>",
            "<body background=https://x.example/a.png>",
            "<table><tr><td background=https://x.example/a.png></table>",
            "<object data=https://x.example/a></object>",
            "<frobnicate frob=https://x.example/a></frobnicate>",
            "<form action=https://x.example/><button formaction=/a>b</button></form>",
            "<button formaction=https://x.example/>a</button>",
            "<base href=//x.example/>",
            "<meta http-equiv=Refresh content=\"0; URL='https://x.example/'\">",
            "<meta content='5,//x.example/' http-equiv=refresh>",
            "<iframe srcdoc='&lt;img src=https://x.example/a.png>'></iframe>",
            "<template><img src=https://x.example/a.png></template>",
            "<noscript><img src=https://x.example/a.png></noscript>",
            // What is text for one parser, and a picture for browsers.
            "<svg><p><style><!--</style><img src=https://x.example/a.png>--></p></svg>",
            "<noscript><p title=\"</noscript><img src=https://x.example/a.png>\"></noscript>",
            "<svg><title><style><!--</style><img src=https://x.example/a.png>",
            "<math><mtext><style><!--</style><img src=https://x.example/a.png>",
        ] {
            let found = found("a.html", html);
            assert!(found.iter().any(|(kind, _)| *kind == BreachKind::Fetch), "{html}: {found:?}");
        }
    }

    #[test]
    fn whatever_makes_a_browser_run_something_is_found() {
        for html in [
            "<script>a()</script>",
            "<script type=module>a()</script>",
            "<script type='text/javascript'>a()</script>",
            "<script type=importmap>{}</script>",
            "<script src=data:text/javascript,a()></script>",
            "<svg><script>a()</script></svg>",
            "<body onload=a()>",
            "<body><p><body onload=a()>",
            "<html><html onload=a()>",
            "<button ONCLICK='a()'>a</button>",
            "<p onnobodyknows=a()>",
            "<a href=javascript:a()>a</a>",
            "<a href=' JaVa&#10;Script:a()'>a</a>",
            "<svg><a xlink:href=javascript:a()>a</a></svg>",
            "<svg><a><animate attributeName=href to=javascript:a() /></a></svg>",
            "<svg><set attributeName=xlink:href to=b /></svg>",
            "<form action=javascript:a()>",
            "<meta http-equiv=refresh content='0;url=javascript:a()'>",
            "<iframe srcdoc='<script>a()</script>'></iframe>",
            "<iframe src='data:text/html,<script>a()</script>'></iframe>",
            "<link rel=stylesheet href='data:text/css,a{}'>",
        ] {
            let found = found("a.html", html);
            assert!(found.iter().any(|(kind, _)| *kind == BreachKind::Code), "{html}: {found:?}");
        }
        for styled in ["<p style='color:red'>", "<style>a{}</style>", "<svg><style>a{}</style></svg>"] {
            assert_eq!(found("a.html", styled).first().expect(styled).0, BreachKind::Style, "{styled}");
        }
        let styled = "<p style=\"background:url(https://x.example)\">";
        assert_eq!(found("a.html", styled)[0], (BreachKind::Fetch, "https://x.example".to_owned()));
    }

    #[test]
    fn what_people_follow_and_what_programs_read_breaks_nothing() {
        for html in [
            "<a href=\"https://x.example/\" rel=noopener target=_blank title='https://x.example'>a</a>",
            "<a href='mailto:a@x.example'>a</a> <a href=tel:140999>a</a>",
            "<link rel=canonical href=https://x.example/><link rel=alternate hreflang=ar href=https://x.example/ar/>",
            "<link rel=alternate type=application/atom+xml href=atom.xml>",
            "<meta property=og:url content=https://x.example/><meta name=twitter:card content=summary>",
            "<meta http-equiv=refresh content='0; url=../b/'>",
            "<script src=../assets/a.js defer></script>",
            "<script type=application/ld+json>{\"@context\":\"https://schema.org\"}</script>",
            "<img src=https://stad.example/gids/a.png srcset='a.png 1x, b.png 2x' alt='zie https://x.example'>",
            "<img src=data:image/png;base64,//8= alt=''>",
            "<p data-src=https://x.example/ aria-label='a: b' lang=nl itemtype=https://schema.org/Place>",
            "<blockquote cite=https://x.example/>a</blockquote>",
            "<svg xmlns=http://www.w3.org/2000/svg viewBox='0 0 1 1'><path d='M0 0' transform='translate(1 2)'/></svg>",
            "<svg><use href=#a /><rect fill='url(#a)'/></svg>",
            "<input name=q value=https://x.example type=search><form action=../zoeken/></form>",
            "<p>&lt;img src=https://x.example/a.png&gt; onclick=\"a()\"",
            "<!-- <script>a()</script> --><textarea><img src=https://x.example/></textarea>",
            "<script></script>",
        ] {
            assert_eq!(found("a.html", html), [], "{html}");
        }
    }

    #[test]
    fn a_drawing_is_read_as_xml() {
        let svg = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
        let kinds = |inside: &str| -> Vec<BreachKind> {
            found("a.svg", &svg(inside)).into_iter().map(|(kind, _)| kind).collect()
        };
        for inside in [
            "<script>a()</script>",
            "<s:script xmlns:s=\"http://www.w3.org/2000/svg\" href=\"a.js\"/>",
            "<g onload=\"a()\"/>",
            "<a href=\"java&#115;cript:a()\"/>",
            "<h:style xmlns:h=\"http://www.w3.org/1999/xhtml\"/><h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">a()</h:script>",
            "<?xml-stylesheet href=\"a.css\"?>",
        ] {
            assert!(kinds(inside).contains(&BreachKind::Code), "{inside}: {:?}", kinds(inside));
        }
        for inside in [
            "<image xlink:href=\"https://x.example/a.png\"/>",
            "<style>a{fill:url(https://x.example/#a)}</style>",
            "<style><![CDATA[@import \"https://x.example/a.css\";]]></style>",
            "<style>@import &quot;https:&#47;/x.example/a.css&quot;;</style>",
            "<rect style=\"fill:url(https://x.example/#a)\"/>",
        ] {
            assert!(kinds(inside).contains(&BreachKind::Fetch), "{inside}: {:?}", kinds(inside));
        }
        for inside in ["<g>", "<g a=\"&b;\"/>", "<g a=b/>"] {
            assert!(kinds(inside).contains(&BreachKind::Unreadable), "{inside}: {:?}", kinds(inside));
        }
        assert_eq!(found("a.svg", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>")[0].0, BreachKind::Unreadable);
        for fine in [
            "<style>.a{fill:red}</style><path style=\"fill:red\" d=\"M0 0\"/>",
            "<a href=\"https://x.example/\"/>",
        ] {
            assert_eq!(kinds(fine), [], "{fine}");
        }
    }

    #[test]
    fn data_breaks_nothing_and_what_browsers_show_of_xml_does() {
        let image = "<img src=\"https://x.example/a.png\"/>";
        for shown in [
            format!("<html xmlns=\"http://www.w3.org/1999/xhtml\">{image}</html>"),
            format!("<a><b xmlns:h=\"http://www.w3.org/1999/xhtm&#108;\">{image}</b></a>"),
            "<?xml-stylesheet type=\"text/xsl\" href=\"a.xsl\"?><a/>".to_owned(),
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>".to_owned(),
        ] {
            assert_eq!(found("a.xml", &shown).len(), 1, "{shown}");
        }
        for data in
            ["<rss><enclosure url=\"https://x.example/a.mp3\"/></rss>", "<a", "<?xml version=\"1.0\"?><a/>"]
        {
            assert_eq!(found("a.xml", data), [], "{data}");
        }
        assert_eq!(found("a.shtml", image).len(), 1);
    }

    #[test]
    fn a_file_is_read_in_the_encoding_that_it_says_it_has() {
        for (path, text) in [
            ("a.html", "<script>a()</script>"),
            ("a.css", "@import 'https://x.example/a.css';"),
            ("a.svg", "<svg><script>a()</script></svg>"),
            ("a.js", "fetch('https://x.example')"),
        ] {
            let units = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
                "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(to_bytes).collect()
            };
            for bytes in [units(u16::to_le_bytes), units(u16::to_be_bytes)] {
                assert_eq!(breaches(path, &bytes, ""), breaches(path, text.as_bytes(), ""), "{path}");
                assert_ne!(breaches(path, &bytes, ""), [], "{path}");
            }
        }
    }

    #[test]
    fn a_page_that_would_take_for_ever_to_read_is_refused() {
        for html in ["<div>".repeat(200_000), (0..200_000).map(|n| format!("<p><b id={n}>")).collect()] {
            assert_eq!(found("a.html", &html)[0].0, BreachKind::Unreadable);
        }
    }
}
