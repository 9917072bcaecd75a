/** What an invariant of contents lets pass although its sentence says otherwise, since nothing that the function can ask or do would help. */
export type ContentsExcuseName =
  | 'made by others in the same seconds'
  | 'can\'t be told from somebody else\'s'
  | 'made by a call that was given up, after what its repetition has made was deleted'
  | 'an event came late whose URL doesn\'t tell when it was made';
