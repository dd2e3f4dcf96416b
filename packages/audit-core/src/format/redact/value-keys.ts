/** Keys of a value whose name may be in a sibling: `{ name: 'Authorization', value: … }`. */
export const VALUE_KEYS: readonly string[] = ['value', 'Value', 'ParameterValue', 'text', 'input'];
