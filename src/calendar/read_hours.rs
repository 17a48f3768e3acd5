//! Opening hours as an editor types them, with what is reported where they can't be read or meant.

use jiff::civil::Date;

use super::OpeningHours;
use super::hours::HoursError;
use super::slips::Slip;
use crate::data::{Fields, Read};
use crate::text::{Diagnostic, Location, Phrase, Rule, Severity, Span, phrase};

/// From which day on a message shows what hours come to, where what is wrong mustn't depend on the day on which it is read: the
/// usual week is the same on all.
pub(crate) const SHOWN_FROM: Date = Date::constant(2026, 1, 1);

/// Hours that can be read, and that can be meant. `today` decides which days an example shows.
pub(crate) fn read_hours(
    fields: &mut Fields<'_>,
    Read { value: text, span }: Read<String>,
    today: Date,
) -> Option<Read<OpeningHours>> {
    let (message, hint) = match OpeningHours::new(&text) {
        Ok(hours) => {
            report_doubt(fields, &hours, span, today);
            return Some(Read { value: hours, span });
        }
        Err(HoursError::Slip { slip, hours }) => slip_phrases(&slip, &hours.calendar(today).sentence()),
        Err(HoursError::Syntax) => (
            phrase!("`{text}` zijn geen openingstijden", "`{text}` aren't opening hours"),
            phrase!(
                "schrijf ze zoals `Mo-Fr 09:00-17:00; PH off`: Engelse dagen van twee letters, en `PH` voor feestdagen",
                "write them as in `Mo-Fr 09:00-17:00; PH off`: days of two letters, and `PH` for public holidays"
            ),
        ),
        Err(HoursError::SchoolHolidays) => (
            phrase!(
                "welke dagen schoolvakantie zijn verschilt per regio, en is hier niet bekend",
                "which days are school holidays differs by region, and isn't known here"
            ),
            phrase!(
                "schrijf de dagen zelf, zoals `Jul 12-Aug 22 off`",
                "write the days themselves, as in `Jul 12-Aug 22 off`"
            ),
        ),
    };
    fields.report(Rule::BadOpeningHours, span, message, hint);
    None
}

/// What can't be meant by hours, with what residents would read, and what to write instead.
fn slip_phrases(slip: &Slip, shown: &Phrase) -> (Phrase, Phrase) {
    let Phrase { nl, en } = shown;
    match slip {
        Slip::WithoutTimes(rule) => (
            phrase!(
                "bij `{rule}` ontbreken de tijden; inwoners zouden lezen: {nl}",
                "`{rule}` has no times; residents would read: {en}"
            ),
            phrase!(
                "zet er tijden achter, zoals `09:00-17:00`, of `off`; is er alleen een opmerking, zoals `Sa unknown \"op afspraak\"`",
                "put times behind it, as in `09:00-17:00`, or `off`; if there is only a remark, as in `Sa unknown \"by appointment\"`"
            ),
        ),
        Slip::RemarkAlone(rule) => (
            phrase!(
                "de opmerking `{rule}` is een regel op zich, die elke dag geldt; inwoners zouden lezen: {nl}",
                "the remark `{rule}` is a rule by itself, which holds every day; residents would read: {en}"
            ),
            phrase!(
                "zet haar zonder `;` of komma achter de tijden waar ze bij hoort, achter `||` als ze voor alle andere uren is, of in `melding`",
                "put it without `;` or comma behind the times that it belongs to, behind `||` if it is for all other hours, or in `notice`"
            ),
        ),
        Slip::WholeDay(rule) => (
            phrase!(
                "`{rule}` duurt een dag of bijna een dag; inwoners zouden lezen: {nl}",
                "`{rule}` lasts a day or nearly a day; residents would read: {en}"
            ),
            phrase!(
                "kijk naar begin en einde; dag en nacht open is `00:00-24:00`",
                "look at start and end; open day and night is `00:00-24:00`"
            ),
        ),
        Slip::NoSuchDate(rule) => (
            phrase!(
                "`{rule}` noemt een datum die niet bestaat; inwoners zouden lezen: {nl}",
                "`{rule}` names a date that doesn't exist; residents would read: {en}"
            ),
            phrase!(
                "kijk in een kalender, en schrijf de dag zoals `Feb 28`",
                "look at a calendar, and write the day as in `Feb 28`"
            ),
        ),
        Slip::Backwards(rule) => (
            phrase!(
                "de datums van `{rule}` eindigen eerder dan ze beginnen; inwoners zouden lezen: {nl}",
                "the dates of `{rule}` end before they begin; residents would read: {en}"
            ),
            phrase!(
                "zet de eerste dag voorop, zoals `Jul 10-15`",
                "put the first day first, as in `Jul 10-15`"
            ),
        ),
        Slip::Hidden { rule, by } => (
            phrase!(
                "`{rule}` telt nooit, want `{by}` staat erachter en vervangt het; inwoners zouden lezen: {nl}",
                "`{rule}` never applies: `{by}` follows and replaces it; residents would read: {en}"
            ),
            phrase!(
                "gelden ze allebei, zet er dan een komma tussen: `{rule}, {by}`; een uitzondering komt achteraan",
                "if both hold, put a comma between: `{rule}, {by}`; an exception comes last"
            ),
        ),
        Slip::NeverOpen => (
            phrase!("dit is nooit open", "this is never open"),
            phrase!(
                "laat de openingstijden weg, en zet in `melding` wat inwoners moeten weten; bestaat het niet meer: `status: vervallen`",
                "leave the opening hours out, and put into `notice` what residents have to know; if it is gone: `status: retired`"
            ),
        ),
    }
}

/// Two rules for one day of the week are sound, and often not what was meant.
fn report_doubt(fields: &mut Fields<'_>, hours: &OpeningHours, span: Span, today: Date) {
    let Some((earlier, later)) = hours.doubt() else { return };
    let Phrase { nl, en } = hours.calendar(today).sentence();
    let message = phrase!(
        "op de dagen van `{later}` telt `{earlier}` niet; inwoners lezen: {nl}",
        "on the days of `{later}`, `{earlier}` doesn't count; residents read: {en}"
    );
    let hint = phrase!(
        "gelden ze allebei, zet er dan een komma tussen: `{earlier}, {later}`; noem die dagen anders alleen bij de tweede",
        "if both hold, put a comma between: `{earlier}, {later}`; else name those days with the second alone"
    );
    let at = Location::new(fields.path().clone(), span);
    let diagnostic = Diagnostic::new(Rule::BadOpeningHours, message).at(at).hint(hint);
    fields.diagnostics().push(Diagnostic { severity: Severity::Warning, ..diagnostic });
}
