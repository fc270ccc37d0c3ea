import fc from 'fast-check';

// Properties that name no number of runs are tried a hundred times; for one mutant of hundreds, a quarter will do.
fc.configureGlobal({ numRuns: 25 });
