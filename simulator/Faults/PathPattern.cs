using System.Text;
using System.Text.RegularExpressions;

namespace Simulator.Faults;

/// <summary>A glob over paths: <c>*</c> is any text without a slash, <c>**</c> any text, everything else itself.</summary>
public sealed class PathPattern
{
    private readonly Regex _regex;

    public PathPattern(string glob)
    {
        var pattern = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob[i] != '*')
            {
                pattern.Append(Regex.Escape(glob[i].ToString()));
            }
            else if (i + 1 < glob.Length && glob[i + 1] == '*')
            {
                pattern.Append(".*");
                i++;
            }
            else
            {
                pattern.Append("[^/]*");
            }
        }

        _regex = new Regex(pattern.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    public bool Matches(string path) => _regex.IsMatch(path);
}
