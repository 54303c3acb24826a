using System.CommandLine;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence rack</c>: racks as a pod reports them (valence-api 1.10).</summary>
internal static class RackCommand
{
    private const string Path = "/v1/racks";

    private static readonly Option<string?> Pod = new("--pod") { Description = "Name or uuid of a pod manager; may be left out when there is one only." };

    public static Command Build(Verbs verbs) => verbs.Noun("rack", "Racks as a pod reports them.", List(verbs), Show(verbs));

    private static Command List(Verbs verbs) => verbs.Verb(new Command("list", "Lists the racks of a pod.") { Pod }, async call =>
        call.Rows(await call.GetAsync(Path + await call.InPodAsync(Pod)), "id", "name", "#systems"));

    private static Command Show(Verbs verbs)
    {
        var id = new Argument<string>("rack") { Description = "Id or name of a rack." };
        return verbs.Verb(new Command("show", "Shows one rack in detail.") { id, Pod }, async call =>
        {
            var query = await call.InPodAsync(Pod);
            query.Put("show_detail", "true");
            call.Fields(One.Of(await call.GetAsync(Path + query), "rack", call.Of(id), "id", "name"), "id");
        });
    }
}
