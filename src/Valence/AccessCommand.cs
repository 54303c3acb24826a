using System.CommandLine;
using Valence.Client;
using ValenceCore.Access;

namespace Valence.Nouns;

/// <summary><c>valence access hash</c>: hashes for the access section of the settings. Asks no service.</summary>
internal static class AccessCommand
{
    public static Command Build(Terminal terminal, Verbs verbs)
    {
        var isToken = new Option<bool>("--for-token") { Description = "The SHA-256 of a token, for Access:Tokens; without it the hash of a password, for Access:Users." };
        var hash = new Command("hash", "Hashes a secret that is typed without an echo, or that is the first line of the standard input.") { isToken };
        hash.SetAction((parsed, cancellation) => verbs.EndAsync(
            () =>
            {
                var secret = terminal.AskSecret is { } ask ? ask("Secret: ") : Secrets.FromInput(terminal, "access hash");
                if (secret.Length == 0)
                {
                    throw CommandFailure.Usage("access hash: an empty secret has no hash.");
                }

                terminal.Out.WriteLine(parsed.GetValue(isToken) ? ValenceAccess.HashToken(secret) : ValenceAccess.HashPassword(secret));
                return Task.FromResult(ExitCode.Done);
            },
            cancellation));
        return new Command("access", "Hashes for who may use a service.") { hash };
    }
}
