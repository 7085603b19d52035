using SpecimenLogistics.Server;

return args switch
{
    ["serve", .. var rest] => await Serve.Run(rest),
    ["demo", .. var rest] => await Demo.Run(rest),
    ["people", .. var rest] => await PeopleVerb.Run(rest),
    ["verify", .. var rest] => await Verify.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"""
        usage: Server {Settings.Usage}
               Server demo [the options of ./run]
               Server people add --data DIR --staff ID --role ROLE[,ROLE] [--place PARTY] [--name NAME]
               Server {Verify.Usage}
        """);
    return 64;
}
