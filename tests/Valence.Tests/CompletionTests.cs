using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;

namespace Valence.Tests;

internal sealed class CompletionTests : ClientTests
{
    [TestCase("valence no", "node")]
    [TestCase("valence node re", "register,reset")]
    [TestCase("valence node reset db-3 Force", "ForceOff,ForceOn,ForceRestart")]
    [TestCase("valence pod list -o ", "json,table")]
    [TestCase("valence node compose x --fl", "--flavor")]
    public async Task The_directive_says_what_may_come_next(string line, string expected)
    {
        var suggested = await DoneAsync($"[suggest:{line.Length}]", line);

        foreach (var word in expected.Split(','))
        {
            suggested.Lines.ShouldContain(word);
        }

        suggested.Lines.ShouldNotContain("node-list");
    }

    [TestCase("bash", "complete -o default -F _valence valence")]
    [TestCase("zsh", "compdef _valence valence")]
    public async Task The_script_of_a_shell_asks_the_directive(string shell, string registration)
    {
        var script = await DoneAsync("completion", shell);

        script.Out.ShouldContain("[suggest:${");
        script.Out.ShouldContain(registration);
    }

    [Test]
    public async Task Another_shell_is_refused() => (await RunAsync("completion", "fish")).Code.ShouldBe(2);
}
