// track("basket_opened") in a comment is none.
export function open(items: number) {
  track('basket_opened', { items });
}
