using System.CommandLine;

namespace Valence.Client;

/// <summary>What to do while an operation runs. Without either: wait and say nothing until it ends.</summary>
internal sealed class WaitOptions
{
    public Option<bool> Watch { get; } = new("--watch") { Description = "Show each step as it goes." };

    public Option<bool> NoWait { get; } = new("--no-wait") { Description = "Only print the id of the operation; 'valence operation watch' follows it." };

    public Command AddTo(Command command)
    {
        command.Add(Watch);
        command.Add(NoWait);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Watch) && result.GetValue(NoWait))
            {
                result.AddError("--watch, --no-wait: give one of them, not both.");
            }
        });
        return command;
    }
}
