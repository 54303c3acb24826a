using System.CommandLine;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence explain</c>: what would become of a compose request, and why (<c>POST /v1/explain</c>).</summary>
internal static class ExplainCommand
{
    public static Command Build(Verbs verbs)
    {
        var name = new Argument<string>("name") { Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "explained" };
        var wish = new ComposeOptions();
        return verbs.Verb(wish.AddTo(new Command("explain", "Says what a compose would give, or why it would not, and takes nothing.") { name }), async call =>
        {
            var body = await wish.ReadAsync(call);
            body["name"] = call.Of(name);
            call.Fields(await call.PostAsync("/v1/explain", body));
        });
    }
}
