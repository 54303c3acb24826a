using Harness;

return await HarnessCommands.RunAsync(args, Console.Out, Console.Error);
