using System.CommandLine;
using Valence.Client;

namespace Valence.Nouns;

/// <summary><c>valence secret</c>: what the service keeps encrypted (<c>POST /v1/secrets/rotate</c>).</summary>
internal static class SecretCommand
{
    public static Command Build(Verbs verbs) => verbs.Noun("secret", "The secrets that the service keeps encrypted.",
        verbs.Verb(new Command("rotate", "Encrypts them anew under a fresh key."), async call =>
        {
            var answer = await call.PostAsync("/v1/secrets/rotate", null, isLong: true);
            if (answer is null)
            {
                call.Said(null, "The secrets are encrypted anew.");
            }
            else
            {
                call.Fields(answer, "resealed");
            }
        }));
}
