using System.CommandLine;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence driver</c>: what the service can speak to (<c>GET /v1/drivers</c>).</summary>
internal static class DriverCommand
{
    public static Command Build(Verbs verbs) => verbs.Noun("driver", "Drivers: what pod managers the service can speak to.",
        verbs.Verb(new Command("list", "Lists the drivers with what each can do."), async call =>
            call.Rows(await call.GetAsync("/v1/drivers"), "name", "aliases", "version", "contract", "capabilities", "source", "problem")));
}
