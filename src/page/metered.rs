//! A template as it counts itself, and where in what was written something of it stands.

use std::collections::{BTreeMap, BTreeSet};

use tera::{ReportError, Span};

use super::meter::{Edit, meter};

/// How deep templates may be included in each other: each takes its part of the stack.
const DEEPEST_INCLUDE: usize = 16;

/// A template with what was put in.
#[derive(Debug)]
pub(super) struct MeteredTemplate {
    pub(super) text: String,
    written: String,
    /// The templates that it includes or extends.
    pub(super) uses: Vec<String>,
    /// What was put in: where in the written text, and how many bytes more than what stood there, by place.
    edits: Vec<(usize, usize, usize)>,
}

impl MeteredTemplate {
    /// The template as it counts itself; the tag that spreads out too much at once where there is one.
    pub(super) fn new(written: &str) -> Result<Self, &str> {
        let (edits, uses) = meter(written)?;
        let (mut text, mut places, mut from) = (String::with_capacity(written.len() * 2), Vec::new(), 0);
        for Edit { start, end, put, .. } in edits {
            text.push_str(&written[from..start]);
            places.push((start, end - start, put.len()));
            text.push_str(&put);
            from = end;
        }
        text.push_str(&written[from..]);
        Ok(Self { text, written: written.to_owned(), uses, edits: places })
    }

    /// What the engine reports, at the place where it was written.
    pub(super) fn report(&self, report: &ReportError) -> String {
        let Span { range, start_line, .. } = report.span();
        let (start, end) = (self.written_at(range.start), self.written_at(range.end));
        let written = self.written.as_str();
        let (start, end) = (written.floor_char_boundary(start), written.floor_char_boundary(end));
        let line_start = written[..start].rfind('\n').map_or(0, |end| end + 1);
        let line = written[line_start..].lines().next().unwrap_or_default();
        let column = written[line_start..start].chars().count();
        let width = written.get(start..end).map_or(1, |text| text.chars().count().max(1));
        let (margin, marks) = (" ".repeat(start_line.to_string().len()), "^".repeat(width));
        let before: String = line.chars().take(column).map(|c| if c == '\t' { c } else { ' ' }).collect();
        format!(
            "error: {}\n{margin}--> {}:{start_line}:{}\n{margin} |\n{start_line} | {line}\n{margin} | {before}{marks}",
            report.message(),
            report.filename(),
            column + 1
        )
    }

    /// Where something stood before anything was put in, in bytes.
    pub(super) fn written_at(&self, at: usize) -> usize {
        let mut more = 0;
        for (start, replaced, put) in &self.edits {
            let put_at = start + more;
            if at < put_at {
                break;
            }
            if at < put_at + put {
                return *start;
            }
            more = more + put - replaced;
        }
        at - more
    }
}

/// A template from which others are included in others more than [`DEEPEST_INCLUDE`] times, if there is one. The engine has
/// made sure that none includes itself.
pub(super) fn too_deep(templates: &BTreeMap<String, MeteredTemplate>) -> Option<&str> {
    let mut within: BTreeSet<&str> = templates.keys().map(String::as_str).collect();
    for _ in 0..DEEPEST_INCLUDE {
        let used = within.iter().filter_map(|name| templates.get(*name));
        within = used.flat_map(|template| template.uses.iter().map(String::as_str)).collect();
    }
    within.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metered(text: &str) -> String {
        MeteredTemplate::new(text).expect("it isn't too much").text.replace("wg_", "")
    }

    #[test]
    fn what_a_template_does_is_counted() {
        let cases = [
            ("a", "a"),
            ("{{ a.b }}", "{{ a.b  }}{{ write(n=0, v=a.b) }}"),
            ("{{- a -}} b", "{{- a  }}{{ write(n=0, v=a) -}} b"),
            ("{{ a ~ \"b\" | upper }}", "{{ write(v= join(a0000=a , a0001= \"b\" | into | upper) ) }}"),
            ("{% set a = b %}", "{% set a = b %}"),
            ("{% set a = a~a %}", "{% set a = made(v= join(a0000=a, a0001=a) ) %}"),
            ("{% set a = [a, [b]] %}", "{% set a = made(v= made(v=[a, made(v=[b])]) ) %}"),
            ("{% set a %}b{% endset %}", "{% set a  | made %}b{% endset %}"),
            ("{% filter upper %}b{% endfilter %}", "{% filter made | upper %}b{% endfilter %}"),
            ("{% for a in b -%} c{% endfor %}", "{% for a in b -%}{{ step(n=2) -}} c{% endfor %}"),
            (
                "{% if [a ~ 1 for a in b if a] %}{% endif %}",
                "{% if made(v=[made(n=1, v=join(a0000=a , a0001= 1) ) for a in b if a]) %}{% endif %}",
            ),
            (
                "{% extends \"a\" %}{% block b %}{{ super() }}{% endblock %}",
                "{% extends \"a\" %}{% block b %}{{ step(n=13) }}{{ write(v= super() ) }}{% endblock %}",
            ),
            (
                "{% component a(b=\"~\") %}{{ <a b={b ~ b} /> }}{% endcomponent %}",
                "{% component a(b=\"~\") %}{{ step(n=21) }}{{ write(v= <a b={made(v=join(a0000=b , \
                 a0001= b))} /> ) }}{% endcomponent %}",
            ),
            (
                "{% raw %}{{ a ~ b }} endraw{% endraw %}{# {{ a ~ b }} #}",
                "{% raw %}{{ a ~ b }} endraw{% endraw %}{# {{ a ~ b }} #}",
            ),
            (
                "{{ a[b ~ c].in if a == b ~ c else d }}",
                "{{ write(v= a[join(a0000=b , a0001= c)].in if a == write(v=join(a0000=b , a0001= c)) else d ) }}",
            ),
            ("{% if a in b %}{% endif %}", "{% if a in write(v=b) %}{% endif %}"),
            ("{{ a not in b.c }}", "{{ write(v= a not in write(v=b.c) ) }}"),
            ("{% if a == \"b\" or 1.5 < a %}{% endif %}", "{% if a == \"b\" or 1.5 < a %}{% endif %}"),
            (
                "{% if a != b and (c >= d) %}{% endif %}",
                "{% if a != write(v=b) and (c >= write(v=d)) %}{% endif %}",
            ),
            (
                "{% for a in b if a in c %}{% endfor %}",
                "{% for a in b if a in write(v=c) %}{{ step(n=0) }}{% endfor %}",
            ),
            (
                "{% if a is not containing(b) and c is defined %}{% endif %}",
                "{% if write(v=a) is not containing(b) and c is defined %}{% endif %}",
            ),
            (
                "{% if a[1:] and b[c:d] == e[f] %}{% endif %}",
                "{% if write(v=a[1:]) and write(v=b[c:d]) == write(v=e[f]) %}{% endif %}",
            ),
        ];
        for (text, counted) in cases {
            let top = format!("{{{{ step(n={}) }}}}", text.len());
            let counted = if text.contains("extends") { counted.to_owned() } else { top + counted };
            assert_eq!(metered(text), counted, "{text}");
        }
    }

    #[test]
    fn a_place_is_counted_back() {
        let text = "a {{ b ~ c }} {{ d.e }}";
        let metered = MeteredTemplate::new(text).expect("it isn't too much");
        for sought in ["b", "c", "d.e"] {
            let at = metered.text.find(&format!(" {sought}")).or(metered.text.find(&format!("={sought}")));
            let at = at.expect("it is there") + 1;
            assert_eq!(Some(metered.written_at(at)), text.find(sought), "{sought}");
        }
    }
}
