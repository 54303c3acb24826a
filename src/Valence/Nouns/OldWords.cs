using System.CommandLine;

namespace Valence.Nouns;

/// <summary>The words of earlier clients, <c>node-list</c> for <c>node list</c>: hidden, and the same commands.</summary>
internal static class OldWords
{
    public static void AddTo(RootCommand root)
    {
        foreach (var noun in root.Subcommands.Where(noun => noun.Subcommands.Count > 0).ToList())
        {
            foreach (var verb in noun.Subcommands)
            {
                root.Add(Joined($"{noun.Name}-{verb.Name}", verb));
            }
        }
    }

    private static Command Joined(string name, Command verb)
    {
        var old = new Command(name, verb.Description) { Hidden = true, Action = verb.Action };
        foreach (var argument in verb.Arguments)
        {
            old.Add(argument);
        }

        foreach (var option in verb.Options)
        {
            old.Add(option);
        }

        old.Validators.AddRange(verb.Validators);
        return old;
    }
}
