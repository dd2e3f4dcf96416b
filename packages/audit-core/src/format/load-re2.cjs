exports.loadRe2 = () => require('re2js');
