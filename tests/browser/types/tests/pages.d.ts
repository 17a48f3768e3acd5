// What the parts of tests that run in a page find there. They take elements for what their selectors say; a test fails
// where that is wrong.

interface ParentNode {
  querySelector(selector: string): any;
  querySelectorAll(selector: string): NodeListOf<any>;
}

interface EventTarget {
  readonly closest: any;
}

// What tests leave in a page to find again.
interface Window {
  isHit: unknown;
  isMarked: boolean;
}

// What themes/default/scripts/places/10-hours.js makes.
declare const wijkgidsHours: any;
