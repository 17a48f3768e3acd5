//! Properties: what holds for any input of a kind.
#![expect(clippy::disallowed_methods, reason = "the environment may ask for more cases")]

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// Tries a property on so many inputs, the same ones in every run. `PROPERTIES=20` tries twenty times as many, other ones
/// each time.
pub(crate) fn holds<S: Strategy>(
    cases: u32,
    inputs: &S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let more: Option<u32> = std::env::var("PROPERTIES").ok().and_then(|more| more.parse().ok());
    let config = Config { cases: cases * more.unwrap_or(1), failure_persistence: None, ..Config::default() };
    let mut runner = match more {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    if let Err(error) = runner.run(inputs, property) {
        panic!("{error}");
    }
}
