//! A template that counts what it does: the same text with calls of functions put in that can refuse to go on.
//!
//! The engine has no limits of its own on loops, includes and texts that double. Only what a template says can make it work:
//! it goes through a body (counted where the body begins), writes a value (counted behind it), makes one (measured where it
//! is made: texts put together, lists, maps, what is set or given to a component) or filters one (measured before). What is put
//! in has no line of its own, so that messages keep their lines; columns are counted back.

/// The functions and filters that are put in; see [`fuel`](super::fuel).
pub(super) const STEP: &str = "wg_step";
pub(super) const WRITE: &str = "wg_write";
pub(super) const MADE: &str = "wg_made";
pub(super) const JOIN: &str = "wg_join";
pub(super) const INTO: &str = "wg_into";

/// Filters that cost nothing to speak of, whatever they get.
const CHEAP: [&str; 8] = ["default", "forms", "icon", "lang", "number", "safe", "text", INTO];

/// How many lists or maps a tag may spread out into one: each is copied before it can be measured.
const SPREADS: usize = 16;

/// A piece of text in place of another, or of nothing.
pub(super) struct Edit {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Of those at one place the lower comes first: what closes before what opens, inner closing and outer opening first.
    pub(super) order: isize,
    pub(super) put: String,
}

/// What is to be put into a template, by place, and the templates that it includes or extends.
///
/// # Errors
///
/// The tag that spreads out too much at once.
pub(super) fn meter(written: &str) -> Result<(Vec<Edit>, Vec<String>), &str> {
    let mut meter = Meter { text: written, ..Meter::default() };
    meter.template()?;
    meter.edits.sort_by_key(|edit| (edit.start, edit.order));
    Ok((meter.edits, meter.uses))
}

/// A bracket that is open within a tag, or the tag itself.
#[derive(Default)]
struct Bracket {
    /// Where it begins, where it is that of a list or a map.
    list: Option<usize>,
    /// Where the value of an attribute of a component begins, where it is around one.
    attribute: Option<usize>,
    /// Where what is put together at this level begins, and ends so far.
    start: Option<usize>,
    end: usize,
    tildes: Vec<usize>,
    /// Whether a component is called here, up to its `>`.
    in_component: bool,
    /// Whether a value is taken out of another here, and whether that is all from one place to another.
    is_index: bool,
    is_cut: bool,
    /// Whether what is put together at this level is gone through where it is used, though it is neither written nor made.
    is_gone_through: bool,
    /// Whether a loop begins here, up to its `in`.
    is_loop: bool,
}

impl Bracket {
    fn new(list: Option<usize>, attribute: Option<usize>) -> Self {
        Self { list, attribute, ..Self::default() }
    }
}

/// Reads a template, and notes what is to be put in.
#[derive(Default)]
struct Meter<'t> {
    text: &'t str,
    at: usize,
    edits: Vec<Edit>,
    /// The bodies that are open: the number of the edit that counts each, and where it begins.
    bodies: Vec<(usize, usize)>,
    is_extending: bool,
    uses: Vec<String>,
}

impl<'t> Meter<'t> {
    fn put(&mut self, at: usize, order: isize, put: impl Into<String>) {
        self.edits.push(Edit { start: at, end: at, order, put: put.into() });
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn template(&mut self) -> Result<(), &'t str> {
        while let Some(found) = memchr::memchr(b'{', self.rest().as_bytes()) {
            self.at += found;
            match self.rest().as_bytes().get(1) {
                Some(b'#') => {
                    let end = memchr::memmem::find(self.rest().as_bytes(), b"#}");
                    self.at += end.map_or(self.rest().len(), |end| end + 2);
                }
                Some(b'{') => self.tag("}}")?,
                Some(b'%') => self.tag("%}")?,
                _ => self.at += 1,
            }
        }
        // Nothing of it stands for itself where it only fills the blocks of another.
        if !self.is_extending {
            self.put(0, 0, format!("{{{{ {STEP}(n={}) }}}}", self.text.len()));
        }
        Ok(())
    }

    /// Counts the body that begins here. What stands behind a tag that takes the space behind it away loses that too.
    fn body_begins(&mut self, trims: bool) {
        let end = if trims { "-}}" } else { "}}" };
        self.bodies.push((self.edits.len(), self.at));
        self.put(self.at, 0, end);
    }

    fn body_ends(&mut self, at: usize) {
        if let Some((edit, start)) = self.bodies.pop() {
            let end = std::mem::take(&mut self.edits[edit].put);
            self.edits[edit].put = format!("{{{{ {STEP}(n={}) {end}", at - start);
        }
    }

    /// Reads a tag: its expressions, and what it is.
    fn tag(&mut self, end: &str) -> Result<(), &'t str> {
        let opening = self.at;
        self.at += 2;
        if self.rest().starts_with('-') {
            self.at += 1;
        }
        let levels = vec![Bracket::new(None, None)];
        let mut tag = MeteredTag { is_value: end == "}}", start: self.at, levels, ..MeteredTag::default() };
        loop {
            self.space();
            let rest = self.rest();
            let trims = rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(end));
            if rest.is_empty() {
                return Ok(());
            }
            if trims || rest.starts_with(end) {
                let closing = self.at;
                self.flush(&mut tag);
                self.at += end.len() + usize::from(trims);
                self.tag_ended(&tag, opening, closing, trims);
                return if tag.spreads > SPREADS { Err(&self.text[opening..self.at]) } else { Ok(()) };
            }
            if tag.name == Some("component") {
                // Nothing is made here, and nothing can be called.
                self.token();
                continue;
            }
            self.part(&mut tag);
        }
    }

    fn tag_ended(&mut self, tag: &MeteredTag<'t>, opening: usize, closing: usize, trims: bool) {
        let expression = self.text[tag.start..closing].trim();
        match tag.name {
            _ if tag.is_value && tag.makes => {
                self.put(tag.start, 1, format!(" {WRITE}(v="));
                self.put(closing, -1, ") ");
            }
            // Written first, so that what is wrong with it is told as if nothing stood behind it.
            _ if tag.is_value => self.put(closing, 1, format!(" }}}}{{{{ {WRITE}(n=0, v={expression}) ")),
            Some(name @ ("extends" | "include")) => {
                let used = expression.trim_start_matches(name).trim();
                self.uses.push(used.trim_matches(['"', '\'', '`']).replace('\\', ""));
                self.is_extending |= name == "extends";
            }
            Some("for" | "block" | "component") => self.body_begins(trims),
            Some("endfor" | "endblock" | "endcomponent") => self.body_ends(opening),
            Some("set" | "set_global") => match tag.value_at {
                Some(value) if tag.makes => {
                    self.put(value, 1, format!(" {MADE}(v="));
                    self.put(closing, -1, ") ");
                }
                Some(_) => {}
                None => self.put(closing, 1, format!(" | {MADE} ")),
            },
            Some("filter") => self.put(tag.start + tag.name_end, 1, format!(" {MADE} |")),
            Some("raw") => {
                let is_end = |rest: &str| rest.trim_start_matches('-').trim_start().starts_with("endraw");
                let rest = self.rest();
                let mut tags = memchr::memmem::find_iter(rest.as_bytes(), "{%");
                let end = tags.find(|at| is_end(&rest[at + 2..]));
                self.at += end.map_or(rest.len(), |end| end + 2);
            }
            _ => {}
        }
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
    }

    /// Goes over one token, and gives it.
    fn token(&mut self) -> &'t str {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let long = [&b"..."[..], b"//", b"**", b"==", b"!=", b">=", b"<=", b"</", b"?.", b"?["];
        let length = match bytes[0] {
            quote @ (b'"' | b'\'' | b'`') => {
                let mut length = 1;
                while let Some(byte) = bytes.get(length) {
                    length += 1;
                    match byte {
                        b'\\' => length += 1,
                        byte if *byte == quote => break,
                        _ => {}
                    }
                }
                length.min(bytes.len())
            }
            c if c.is_ascii_alphanumeric() || c == b'_' => {
                bytes.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == b'_').count()
            }
            _ => match long.iter().find(|long| bytes.starts_with(long)) {
                Some(long) => long.len(),
                None => rest.chars().next().map_or(1, char::len_utf8),
            },
        };
        let length = rest.ceil_char_boundary(length);
        self.at += length;
        &rest[..length]
    }

    /// Reads one token of an expression.
    fn part(&mut self, tag: &mut MeteredTag<'t>) {
        let start = self.at;
        let token = self.token();
        if !tag.is_value && tag.name.is_none() {
            tag.name = Some(token);
            tag.name_end = self.at - tag.start;
            tag.levels.iter_mut().for_each(|level| level.is_loop = token == "for");
            if token != "<" {
                return;
            }
        }
        let depth = tag.levels.len();
        let order = isize::try_from(depth).expect("a template is short") * 4;
        let is_attribute_of_value = std::mem::replace(&mut tag.is_behind_dot, matches!(token, "." | "?."));
        let level = tag.levels.last_mut().expect("the tag itself is one");
        let is_operand_next =
            level.start.is_none() || level.tildes.last().is_some_and(|at| at + 1 == level.end);
        match token {
            _ if is_attribute_of_value => self.operand(tag, start),
            "<" if is_operand_next => {
                (level.in_component, tag.makes) = (true, true);
                self.operand(tag, start);
            }
            ">" if level.in_component => {
                level.in_component = false;
                self.operand(tag, start);
            }
            "{" if level.in_component => {
                self.operand(tag, start);
                self.space();
                if self.rest().starts_with("...") {
                    self.at += 3;
                    tag.spreads += 1;
                }
                tag.levels.push(Bracket::new(None, Some(self.at)));
            }
            "(" | "[" | "{" | "?[" => {
                let is_list = token == "{" || token == "[" && is_operand_next;
                self.operand(tag, start);
                tag.makes |= is_list || token == "(";
                let is_index = !is_list && token != "(";
                tag.levels.push(Bracket { is_index, ..Bracket::new(is_list.then_some(start), None) });
            }
            ")" | "]" | "}" if depth > 1 => {
                self.flush(tag);
                let closed = tag.levels.pop().expect("there is more than one");
                if let Some(list) = closed.list {
                    self.put(list, order - 2, format!("{MADE}(v="));
                    self.put(self.at, 2 - order, ")");
                }
                if let Some(value) = closed.attribute {
                    self.put(value, order - 1, format!("{MADE}(v="));
                    self.put(start, 1 - order, ")");
                }
                self.operand(tag, start);
                tag.levels.last_mut().expect("the tag itself is one").is_gone_through |= closed.is_cut;
            }
            "~" => {
                tag.makes = true;
                level.tildes.push(start);
                level.end = self.at;
            }
            "|" => {
                tag.makes = true;
                self.space();
                let name = self.at;
                if !CHEAP.contains(&self.token()) {
                    self.put(name, 0, format!("{INTO} | "));
                }
                self.operand(tag, start);
            }
            "..." => tag.spreads += 1,
            "=" if depth == 1 && !level.in_component => {
                tag.value_at.get_or_insert(self.at);
                self.flush(tag);
            }
            "for" => {
                self.flush(tag);
                tag.levels.last_mut().expect("the tag itself is one").is_loop = true;
                // What a list holds, before what that is made from.
                let list = tag.levels.last().and_then(|level| level.list);
                if let Some(list) = list {
                    self.put(list + 1, order - 1, format!("{MADE}(n=1, v="));
                    self.put(start, 1 - order, ") ");
                }
            }
            "-" if level.start.is_none() => self.operand(tag, start),
            "in" if !level.in_component => {
                let is_loop = std::mem::take(&mut level.is_loop);
                self.flush(tag);
                tag.levels.last_mut().expect("the tag itself is one").is_gone_through = !is_loop;
            }
            // No more of the one is looked at than there is of the other.
            "==" | "!=" | "<" | ">" | "<=" | ">=" if !level.in_component => {
                let is_short = level.start.is_some_and(|start| is_short(&self.text[start..level.end]));
                self.flush(tag);
                tag.levels.last_mut().expect("the tag itself is one").is_gone_through = !is_short;
            }
            "is" if !level.in_component => {
                level.is_gone_through |= goes_through(self.rest());
                self.flush(tag);
            }
            ":" if level.is_index => {
                level.is_cut = true;
                self.flush(tag);
            }
            "," | ":" | "=" | "+" | "-" | "and" | "or" | "not" | "if" | "else" if !level.in_component => {
                self.flush(tag);
            }
            _ => self.operand(tag, start),
        }
    }

    /// Takes a token as part of what is put together at its level.
    fn operand(&mut self, tag: &mut MeteredTag<'t>, start: usize) {
        let level = tag.levels.last_mut().expect("the tag itself is one");
        level.start.get_or_insert(start);
        level.end = self.at;
    }

    /// Ends what is put together at the present level.
    fn flush(&mut self, tag: &mut MeteredTag<'t>) {
        let depth = tag.levels.len();
        let level = tag.levels.last_mut().expect("the tag itself is one");
        let (start, end, tildes) = (level.start.take(), level.end, std::mem::take(&mut level.tildes));
        let is_gone_through = std::mem::take(&mut level.is_gone_through);
        let Some(start) = start else { return };
        let order = isize::try_from(depth).expect("it is short") * 4;
        let is_gone_through = is_gone_through && !is_short(&self.text[start..end]);
        if is_gone_through {
            tag.makes = true;
            self.put(start, order, format!("{WRITE}(v="));
        }
        self.put_together(start, end, order, tildes);
        if is_gone_through {
            self.put(end, -order, ")");
        }
    }

    /// Has what stands between these signs put together by a function that measures it.
    fn put_together(&mut self, start: usize, end: usize, order: isize, tildes: Vec<usize>) {
        if tildes.is_empty() {
            return;
        }
        self.put(start, order, format!("{JOIN}(a0000="));
        for (n, at) in tildes.into_iter().enumerate() {
            self.edits.push(Edit { start: at, end: at + 1, order: 0, put: format!(", a{:04}=", n + 1) });
        }
        self.put(end, -order, ")");
    }
}

/// Whether an operand is a number, or a text that stands in the template itself: nothing to go through for long.
fn is_short(operand: &str) -> bool {
    let is_text = || {
        let quote = operand.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
        quote.is_some_and(|quote| {
            operand.find(quote) == Some(0) && operand[1..].find(quote) == Some(operand.len() - 2)
        })
    };
    matches!(operand, "true" | "false" | "none")
        || operand.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        || operand.len() > 1 && is_text()
}

/// Whether a test, behind its `is`, goes through what it is about.
fn goes_through(test: &str) -> bool {
    let test = test.trim_start();
    let test = test.strip_prefix("not").map_or(test, str::trim_start);
    ["containing", "starting_with", "ending_with"].iter().any(|name| test.starts_with(name))
}

/// What is known of a tag while it is read.
#[derive(Default)]
struct MeteredTag<'t> {
    /// Whether it writes a value.
    is_value: bool,
    start: usize,
    name: Option<&'t str>,
    /// From the start.
    name_end: usize,
    /// Where the value of a `set` begins.
    value_at: Option<usize>,
    /// Whether anything in it makes a value.
    makes: bool,
    /// How many lists or maps are spread out in it.
    spreads: usize,
    /// Whether the name of a part of a value follows.
    is_behind_dot: bool,
    levels: Vec<Bracket>,
}
