using System.CommandLine;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence storage</c>: declared by the API (valence-api 1.12); what a service answers is shown.</summary>
internal static class StorageCommand
{
    public static Command Build(Verbs verbs) => verbs.Noun("storage", "Storages, where a service serves them.",
        verbs.Verb(new Command("list", "Lists the storages."), async call => call.Rows(await call.GetAsync("/v1/storages"), "id", "name", "type", "allocate_status", "volume_size_gb", "node_id", "resource_uri")));
}
