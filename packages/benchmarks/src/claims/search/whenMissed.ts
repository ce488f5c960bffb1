/** What is known of what search misses, and what was tried. */
export const WHEN_MISSED = `16 who type share one thread. What is answered in 2 ms waits where somebody else’s words take 10. Those are words that may be
misspelt and whose parts are all frequent, such as \`platform south\`: each name that has these parts is looked at, up to 20,000 of them.
One at a time, they reach what they must.

What was tried, in milliseconds of the process for the worst query of its kind, a million names in 50 integrations:

| what | before | after |
| --- | --- | --- |
| look for all parts of a word, where many names have every third | 57 | 3 |
| find the names of a project by bits, in place of comparing each | 14 | 3 |
| look for the last two letters, where the misspelt one is before them | 60 | 7 |
| look at 20,000 names at the most | 41 | 9 |
| use the memory of a search again for the next one | 1.6 (all kinds) | 1.7: left out |
| keep where the last part of each name begins | 1.6 (all kinds) | 1.6: left out |

16 who do not pause are answered by one thread: 1,000 per second would leave 1 ms for each, and HTTP, signature and Express take more than half
of that, whatever is searched. Of the rest see the profiles.

In the first seconds of a process its code is not compiled yet. Names are read before it is ready, so that nobody waits for them.

Memory has two parts: the names, which stay (120 bytes for each repository), and garbage that V8 collects late. In a crawl of 27 registries the heap
in use grew from 236 to 423 MiB, and was 208 MiB after the next full collection. On its schedule, a process crawls some registries at a time.

With SQLite, a crawl that goes on while people search writes in their process. It does so for a fifth of the time.`;
