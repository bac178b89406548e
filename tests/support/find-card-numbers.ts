/**
 * Numbers in a text that a card could bear: of a card network's first digits and length, by themselves (spaces and hyphens
 * between their digits do not hide them), and right by Luhn's sum.
 */
export function findCardNumbers(text: string): string[] {
  const runs = text.match(/(?<![0-9A-Za-z])[2-6](?:[ -]?\d){12,18}(?![0-9A-Za-z])/g) ?? [];
  const numbers = runs.map((run) => run.replace(/[ -]/g, ""));
  return [...new Set(numbers)].filter((digits) => NETWORK.test(digits) && isRightByLuhn(digits));
}

/** Visa, Mastercard, American Express, Discover. */
const NETWORK = /^(4\d{15}|(5[1-5]|2[2-7])\d{14}|3[47]\d{13}|6(011|5\d\d)\d{12})$/;

function isRightByLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
