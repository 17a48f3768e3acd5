// One stream of builds from the server, which mends itself.

// How long to wait before trying again, in milliseconds: at first as long as a restart takes, at most as long as
// somebody is willing to wait for.
const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 5000;

// Opens the stream and calls `tell` with each message: {build, previous, changed, …} for a build (see `Event` in
// events.rs), or {connected: true | false}. `since` names the last build that is already seen.
/** @type {(since: string, tell: Tell) => void} */
export function openStream(since, tell) {
  let pause = FIRST_PAUSE;
  /** @type {boolean | undefined} */
  let connected;

  /** @type {(now: boolean) => void} */
  const note = (now) => {
    if (now !== connected) tell({ connected: (connected = now) });
  };

  const connect = () => {
    const source = new EventSource(`/_wijkgids/events?since=${encodeURIComponent(since)}`);
    source.onopen = () => {
      pause = FIRST_PAUSE;
      note(true);
    };
    source.addEventListener("build", (event) => {
      since = event.lastEventId;
      tell(JSON.parse(event.data));
    });
    source.onerror = () => {
      // The browser's own way of reconnecting gives up when the server refuses, and never waits longer.
      source.close();
      note(false);
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
  };
  connect();
}
