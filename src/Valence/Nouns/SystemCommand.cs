using System.CommandLine;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence system</c>: computer systems as a pod reports them (valence-api 1.9).</summary>
internal static class SystemCommand
{
    private const string Path = "/v1/systems";

    private static readonly Option<string?> Pod = new("--pod") { Description = "Name or uuid of a pod manager; may be left out when there is one only." };

    public static Command Build(Verbs verbs) => verbs.Noun("system", "Computer systems as a pod reports them.", List(verbs), Show(verbs));

    private static Command List(Verbs verbs)
    {
        var memory = new Option<int?>("--memory-gib") { Description = "At least so much memory." };
        var storage = new Option<int?>("--storage-gib") { Description = "At least so much storage." };
        var health = new Option<string?>("--health") { Description = "Exactly this health, e.g. OK." };
        return verbs.Verb(new Command("list", "Lists the systems of a pod.") { Pod, memory, storage, health }, async call =>
        {
            var query = await call.InPodAsync(Pod);
            query.Put("ram", call.Of(memory)?.ToString());
            query.Put("storage", call.Of(storage)?.ToString());
            query.Put("health", call.Of(health));
            call.Rows(await call.GetAsync(Path + query), "id", "Name", "cpu.model", "cpu.cores", "ram", "storage", "network", "health", "location");
        });
    }

    private static Command Show(Verbs verbs)
    {
        var id = new Argument<string>("system") { Description = "Id, name or uuid of a system." };
        return verbs.Verb(new Command("show", "Shows one system.") { id, Pod }, async call =>
            call.Fields(One.Of(await call.GetAsync(Path + await call.InPodAsync(Pod)), "system", call.Of(id), "id", "Name", "uuid"), "id"));
    }
}
