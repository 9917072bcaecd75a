import { ratioOf, summaryOf } from '../../bench/statistics';

test('a summary has the median, and the range of the middle half', () => {
  expect(summaryOf([5, 1, 4, 2, 3])).toEqual({ median: 3, lowerQuartile: 2, upperQuartile: 4, count: 5 });
});

test('the median of two samples lies between them', () => {
  expect(summaryOf([10, 20])).toEqual({ median: 15, lowerQuartile: 12.5, upperQuartile: 17.5, count: 2 });
});

test('there is no summary without a sample', () => {
  expect(() => summaryOf([])).toThrow(new Error('there are no samples'));
});

// A machine that is busy for a while is busy for both.
test('a ratio compares what was measured in the same round', () => {
  expect(ratioOf([1, 20, 3], [2, 10, 1]).median).toBe(2);
  expect(ratioOf([3, 1, 2], [1, 2, 3]).median).toBeCloseTo(2 / 3);
  expect(ratioOf([1, 10, 100], [2, 20, 200])).toEqual({ median: 0.5, lowerQuartile: 0.5, upperQuartile: 0.5, count: 3 });
});

test('rounds that one side has missed are not compared', () => {
  expect(() => ratioOf([1, 2], [1])).toThrow(new Error('2 samples can\'t be compared with 1'));
});
