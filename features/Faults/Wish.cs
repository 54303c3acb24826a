using Harness.Labs;

namespace Features.Faults;

/// <summary>What an operator wants done while things break, kept so that it can be wanted once more.</summary>
public sealed class Wish
{
    private Func<Task<LabReply>> _act = () => throw new InvalidOperationException("Nothing was wished yet.");
    private Task<LabReply>? _reply;

    /// <summary>Whether the scenario goes on when the wish has been told and not yet answered.</summary>
    public bool IsLeftAlone { get; set; }

    public Task MakeAsync(Func<Task<LabReply>> act)
    {
        _act = act;
        return RepeatAsync();
    }

    public Task RepeatAsync()
    {
        _reply = _act();
        return IsLeftAlone ? Task.CompletedTask : _reply;
    }

    /// <summary>The answer to the last attempt.</summary>
    public Task<LabReply> ReplyAsync() => _reply ?? throw new InvalidOperationException("Nothing was wished yet.");
}
