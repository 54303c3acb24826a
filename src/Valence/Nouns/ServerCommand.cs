using System.CommandLine;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence server</c>: composed nodes and the machines that Ironic has anyway, side by side.</summary>
internal static class ServerCommand
{
    public static Command Build(Verbs verbs) => verbs.Noun("server", "Servers: composed nodes, and the machines that Ironic has anyway.", List(verbs), Show(verbs));

    private static Command List(Verbs verbs)
    {
        var composed = new Option<bool>("--composed") { Description = "Only composed ones." };
        var preSet = new Option<bool>("--pre-set") { Description = "Only those that Ironic has anyway." };
        return verbs.Verb(new Command("list", "Lists the servers.") { composed, preSet }, async call =>
        {
            var filter = call.Of(composed) == call.Of(preSet) ? "" : call.Of(composed) ? "?composed=true" : "?composed=false";
            call.Rows(
                await call.GetAsync("/v1/servers" + filter), "uuid", "name", "composed", "resource_class", "provision_state", "power_state", "cpus", "memory_mb",
                "local_gb", "instance_uuid");
        });
    }

    private static Command Show(Verbs verbs)
    {
        var uuid = new Argument<string>("uuid");
        return verbs.Verb(new Command("show", "Shows one server.") { uuid }, async call => call.Fields(await call.GetAsync($"/v1/servers/{call.Of(uuid).Escaped()}")));
    }
}
