//! How much a template may do for one page. What it does is counted in units of about a byte that is read, written or kept, so
//! that the same template stops at the same place on every machine, and well before it takes seconds or gigabytes.

use std::cell::Cell;

use tera::{Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::meter::{INTO, JOIN, MADE, STEP, WRITE};

/// How much a template may do for one page.
const WORK: u64 = 64 << 20;
/// How large a value that a template makes may be.
const LARGEST: u64 = 1 << 20;
/// How large a page may be, in bytes.
const LARGEST_PAGE: usize = 16 << 20;
/// What going through a body once costs beside what stands in it, and what a value costs beside what is in it.
const ONCE: u64 = 32;
/// How deep a value may go: it is written by functions that call themselves.
const DEEPEST: usize = 64;

/// How messages about a limit begin, which nothing else does.
const MARK: &str = "\u{1}limit ";

/// What a template did too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TemplateLimit {
    /// It does more for one page than it may.
    Work,
    /// It makes a value that is larger than one may be.
    Size,
    /// It writes more than a page may hold.
    Page,
}

thread_local! {
    /// What is left for the page that is made on this thread.
    static LEFT: Cell<u64> = const { Cell::new(WORK) };
}

/// Gives a page all that one may use.
pub(super) fn refill() {
    LEFT.set(WORK);
}

/// The limit that a message of the engine is about, where it is about one.
pub(super) fn limit(message: &str) -> Option<TemplateLimit> {
    match message.split_once(MARK)?.1.chars().next()? {
        'w' => Some(TemplateLimit::Work),
        'p' => Some(TemplateLimit::Page),
        _ => Some(TemplateLimit::Size),
    }
}

/// What a page is written into.
pub(super) struct PageWriter {
    bytes: Vec<u8>,
    most: usize,
}

impl PageWriter {
    /// A page that begins with these bytes, and that can't hold more than a page may where it is limited.
    pub(super) fn new(bytes: Vec<u8>, is_limited: bool) -> Self {
        Self { bytes, most: if is_limited { LARGEST_PAGE } else { usize::MAX } }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl std::io::Write for PageWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        if bytes.len() > self.most.saturating_sub(self.bytes.len()) {
            return Err(std::io::Error::other(format!("{MARK}p")));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn refused<T>(limit: TemplateLimit) -> TeraResult<T> {
    let letter = if limit == TemplateLimit::Work { 'w' } else { 's' };
    Err(tera::Error::message(format!("{MARK}{letter}")))
}

fn spend(units: u64) -> TeraResult<()> {
    match LEFT.get().checked_sub(units) {
        Some(left) => {
            LEFT.set(left);
            Ok(())
        }
        None => {
            LEFT.set(0);
            refused(TemplateLimit::Work)
        }
    }
}

/// How large a value is once it is written, at least; `None` where it is larger than `most` or goes too deep. Looks no further
/// than that: a value can hold another many times.
fn size(value: &Value, most: u64, depth: usize) -> Option<u64> {
    let mut left = most.checked_sub(ONCE)?;
    let depth = depth.checked_sub(1)?;
    let length = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    if let Some(text) = value.as_str() {
        left = left.checked_sub(length(text.len()))?;
    } else if let Some(bytes) = value.as_bytes() {
        left = left.checked_sub(length(bytes.len()))?;
    } else if let Some(list) = value.as_array() {
        for item in list {
            left -= size(item, left, depth)?;
        }
    } else if let Some(map) = value.as_map() {
        for (key, item) in map {
            left = left.checked_sub(length(key.as_str().map_or(8, str::len)))?;
            left -= size(item, left, depth)?;
        }
    }
    Some(most - left)
}

/// Spends what a value costs that a template makes.
fn made(value: &Value) -> TeraResult<()> {
    match size(value, LARGEST, DEEPEST) {
        Some(size) => spend(size),
        None => refused(TemplateLimit::Size),
    }
}

/// Spends what a value costs that is read or written.
fn used(value: &Value) -> TeraResult<()> {
    match size(value, LEFT.get(), DEEPEST) {
        Some(size) => spend(size),
        None => refused(TemplateLimit::Work),
    }
}

/// Spends what a text costs before it is made.
fn makes(length: usize) -> TeraResult<()> {
    match u64::try_from(length) {
        Ok(length) if length <= LARGEST => spend(length),
        _ => refused(TemplateLimit::Size),
    }
}

/// The functions and filters that a metered template calls, and those of the engine that could make much out of little.
pub(super) fn register(tera: &mut Tera) {
    let nothing = Value::safe_string("");
    let empty = nothing.clone();
    tera.register_function(STEP, move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        spend(kwargs.must_get::<u64>("n")?.saturating_add(ONCE))?;
        Ok(empty.clone())
    });
    tera.register_function(WRITE, move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let is_written = kwargs.get::<u64>("n")?.is_some();
        let value = argument(&kwargs, "v");
        used(&value)?;
        Ok(if is_written { nothing.clone() } else { value })
    });
    tera.register_function(MADE, |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let value = argument(&kwargs, "v");
        made(&value)?;
        Ok(value)
    });
    tera.register_filter(MADE, |value: Value, _: Kwargs, _: &State<'_>| made(&value).map(|()| value));
    tera.register_filter(INTO, |value: Value, _: Kwargs, _: &State<'_>| used(&value).map(|()| value));
    tera.register_function(JOIN, |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let mut parts: Vec<(&str, &Value)> =
            kwargs.iter().map(|(key, value)| (key.as_str().unwrap_or_default(), value)).collect();
        parts.sort_unstable_by_key(|(key, _)| *key);
        let mut text = String::new();
        for (_, part) in parts {
            let most = LARGEST - u64::try_from(text.len()).unwrap_or(LARGEST).min(LARGEST);
            if size(part, most, DEEPEST).is_none() {
                return refused(TemplateLimit::Size);
            }
            match part.as_str() {
                Some(part) => text.push_str(part),
                None => text.push_str(&part.to_string()),
            }
        }
        makes(text.len())?;
        Ok(Value::from(text))
    });
    register_growing(tera);
}

fn argument(kwargs: &Kwargs, name: &str) -> Value {
    let mut values = kwargs.iter().filter(|(key, _)| key.as_str() == Some(name));
    values.next().map_or_else(Value::undefined, |(_, value)| value.clone())
}

/// What the engine has too, and what could make much out of little, with the limits that it lacks.
fn register_growing(tera: &mut Tera) {
    tera.register_function("range", |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let (start, end) = (kwargs.get::<i64>("start")?.unwrap_or_default(), kwargs.must_get::<i64>("end")?);
        let step = kwargs.get::<i64>("step_by")?.unwrap_or(1);
        if step == 0 || (start > end && step > 0) {
            return Err(tera::Error::message("`range` never gets from its `start` to its `end`"));
        }
        let span = i128::from(end) - i128::from(start);
        let each = i128::from(step).abs();
        let length = if (span > 0) == (step > 0) { (span.abs() + each - 1) / each } else { 0 };
        makes(usize::try_from(length).unwrap_or(usize::MAX).saturating_mul(8))?;
        let values = (0..length).map(|n| i128::from(start) + n * i128::from(step));
        Ok(Value::from(values.map(Value::from).collect::<Vec<_>>()))
    });
    tera.register_filter(
        "replace",
        |text: StringInput<'_>, kwargs: Kwargs, state: &State<'_>| -> TeraResult<Value> {
            let from = kwargs.must_get::<&str>("from")?;
            let to = kwargs.must_get::<StringInput<'_>>("to")?;
            let is_safe = state.autoescaping_enabled() && (text.is_safe() || to.is_safe());
            let (text, to) = match is_safe {
                true => (text.rendered(state)?.into_owned(), to.rendered(state)?.into_owned()),
                false => (text.as_str().to_owned(), to.as_str().to_owned()),
            };
            let more = text.matches(from).count().saturating_mul(to.len());
            makes(text.len().saturating_add(more))?;
            let replaced = text.replace(from, &to);
            Ok(if is_safe { Value::safe_string(&replaced) } else { Value::from(replaced) })
        },
    );
    tera.register_filter("join", |list: &[Value], kwargs: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let separator = kwargs.get::<StringInput<'_>>("sep")?;
        let is_safe = state.autoescaping_enabled()
            && (list.iter().any(Value::is_safe) || separator.as_ref().is_some_and(StringInput::is_safe));
        let between = match &separator {
            Some(separator) if is_safe => separator.rendered(state)?.into_owned(),
            Some(separator) => separator.as_str().to_owned(),
            None => String::new(),
        };
        makes(list.len().saturating_mul(between.len()))?;
        let texts = list.iter().map(|value| match value {
            value if value.is_undefined() => Ok(String::new()),
            value if is_safe => state.escape_if_needed(value),
            value => Ok(value.to_string()),
        });
        let joined = texts.collect::<TeraResult<Vec<_>>>()?.join(&between);
        Ok(if is_safe { Value::safe_string(&joined) } else { Value::from(joined) })
    });
    tera.register_filter("split", |text: &str, kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let pattern = kwargs.must_get::<&str>("pat")?;
        makes(text.matches(pattern).count().saturating_mul(8))?;
        Ok(Value::from(text.split(pattern).map(Value::from).collect::<Vec<_>>()))
    });
    tera.register_filter(
        "indent",
        |text: StringInput<'_>, kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
            let width = kwargs.get::<usize>("width")?.unwrap_or(4).min(1000);
            let sign = kwargs.get::<&str>("indentation")?.and_then(|sign| sign.chars().next()).unwrap_or(' ');
            let first = kwargs.get::<bool>("first")?.unwrap_or(false);
            let blank = kwargs.get::<bool>("blank")?.unwrap_or(false);
            let lines = text.as_str().split('\n');
            makes(lines.clone().count().saturating_mul(width).saturating_add(text.as_str().len()))?;
            let margin = String::from(sign).repeat(width);
            let indented = lines.enumerate().map(|(n, line)| {
                let is_indented = if n == 0 { first } else { blank || !line.is_empty() };
                if is_indented { format!("{margin}{line}") } else { line.to_owned() }
            });
            Ok(text.inherit_safety(indented.collect::<Vec<_>>().join("\n")))
        },
    );
    tera.register_filter("unique", |list: &[Value], _: Kwargs, _: &State<'_>| -> TeraResult<Vec<Value>> {
        // Each is compared with every other.
        spend(u64::try_from(list.len().saturating_mul(list.len())).unwrap_or(u64::MAX))?;
        let mut kept: Vec<Value> = Vec::new();
        for value in list {
            if !kept.contains(value) {
                kept.push(value.clone());
            }
        }
        Ok(kept)
    });
}
