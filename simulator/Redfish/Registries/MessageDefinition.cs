namespace Simulator.Redfish;

/// <summary>One row of a message registry: what the registry file shows and what every message of that key is made from.</summary>
/// <param name="Key">As the standard's registry names it.</param>
/// <param name="Severity"><c>OK</c>, <c>Warning</c> or <c>Critical</c>, as the standard's registry gives it.</param>
/// <param name="Sentence">Ours; <c>%1</c>, <c>%2</c> … stand for the arguments.</param>
/// <param name="Resolution">What a reader can do about it; <c>None.</c> when nothing is needed.</param>
/// <param name="Arguments">What each argument is, in the standard's order.</param>
internal sealed record MessageDefinition(string Key, string Severity, string Sentence, string Resolution, params IReadOnlyList<string> Arguments)
{
    /// <summary>The sentence with its arguments in place.</summary>
    public string Say(IReadOnlyList<string> args)
    {
        var sentence = Sentence;
        // Backwards, and once each: an argument that itself reads "%1" stays as it was sent.
        for (var at = sentence.LastIndexOf('%'); at >= 0; at = at == 0 ? -1 : sentence.LastIndexOf('%', at - 1))
        {
            sentence = string.Concat(sentence.AsSpan(0, at), args[sentence[at + 1] - '1'], sentence.AsSpan(at + 2));
        }

        return sentence;
    }
}
