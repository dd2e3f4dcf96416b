exports.loadZod = () => require('zod').z;
