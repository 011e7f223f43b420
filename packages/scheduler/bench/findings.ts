/** What the figures do not say by themselves: why it is quick, what was tried, and what resists. Kept beside the table. */
export const FINDINGS = `## What makes the difference

1. **Fewer starts.** A start at which everybody is free, at least as well, at another one too, is left out.
2. **People make room.** For given groups the best assignment is a flow: chains in which one person moves over so that
   another fits, found as longest paths over the starts. Moving groups towards whoever is not yet well placed, and
   settling the chains after each move, mostly reaches the best there is within a second.
3. **A close relaxation.** \`guests at a start ≤ how many are alike × groups there\` lifts the linear relaxation from up to
   35 % above the best quality to within half a percent of it. Mostly its bound, rounded down to a tenth, *is* the answer.
4. **Rounding it.** Groups read off the relaxation's fractions and improved meet that bound without any branching.
5. **Branching last.** Only where a gap is left does the solver branch, from the best known, and it is left only the proof:
   without its own search for groupings (sub-problems, feasibility jump) and without starting anew after the root, it
   takes about a third of the time. World, odd and peer cohorts of a hundred are the hard ones, and peers most of all.
6. **Small models at once.** Below 300 columns the solver is through sooner than the relaxation is rounded and dived into,
   so a class of thirty goes to it after one look at the relaxation.

## What was tried and left

Random cohorts of the families (\`npm run bench -- peer-60#6 world-100#5\`, any family, size and seed) show where it is hard:
the relaxation ends one to two people above the best, and only cuts and branches close that.

- **Branching on whole stretches of the week**, by a search of our own over the warm relaxation: a few nodes where the
  best branch of ten is tried out, yet each trial costs as much as a node, so in all it was slower than the solver's cuts.
- **Stretches as whole columns of the model** (each day's groups, the whole week's, powers of two): presolve takes them
  out again; with presolve off they save nine of ten nodes, but the cuts on the unreduced model cost more than that.
- **Groups counted from Monday on** instead of start by start: denser rows, several times slower.
- **Symmetry detection** finds nothing that merging people who are alike had not, and is off.

## What resists

- **Cohorts of a few dozen with hardly a group in them** (thirty people with sparse hours): the plain model is solved in
  two or three milliseconds, which is what reading the problem and the first attempts take on a cold thread. Half of that
  is out of reach, and nobody waits for either.
- **Peers in groups of exactly one size** (no family of these, but possible: minimum and maximum both five, a hundred
  people): neither this nor the plain model is proven in a minute and a half; the gap stays at three people. After a
  thousand branches the solver searches by itself again, so that the answer at least goes on getting better.
- **A freed hour where the groups themselves were proven by branching**: the relaxation is then not close enough to show
  the seat, and only whole runs are offered.
- **A second worker.** Attempts share one counter, touched once in sixteen attempts, and nothing is allotted while they
  are made; what two threads reach that share nothing at all is printed beside it: more cannot be had.
- **Remedies.** A freed hour is shown by one relaxation with the proven groups in hand. A change that moves people (one
  more facilitator, another minimum) is a whole run, of which finding the grouping that moves the fewest is the longest
  part: hence few of them where people are many.
`;
