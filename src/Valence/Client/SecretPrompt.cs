using System.Text;

namespace Valence.Client;

/// <summary>Reads a secret from the keyboard without an echo.</summary>
internal static class SecretPrompt
{
    public static string Ask(string question)
    {
        // The first look at the keyboard switches its echo off; before the question, so that nobody types faster than that.
        _ = Console.KeyAvailable;
        Console.Error.Write(question);
        var secret = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                secret.Length = Math.Max(0, secret.Length - 1);
            }
            else if (key.KeyChar != '\0')
            {
                secret.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return secret.ToString();
    }
}
