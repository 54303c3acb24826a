namespace Simulator.Eem;

/// <summary>Who may use the fabric's manager.</summary>
/// <param name="Authentication">False lets everybody in.</param>
public sealed record EemSettings(string User, string Password, bool Authentication)
{
    public override string ToString() => $"EemSettings {{ User = {User}, Authentication = {Authentication} }}";
}
