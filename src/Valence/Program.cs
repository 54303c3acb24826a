using Valence;
using Valence.Client;

return await CommandLine.RunAsync(args, Terminal.OfThisProcess());
